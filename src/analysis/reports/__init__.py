"""The reports: each opens on its parameters and gives its blocks, which a thin notebook shows one by one."""
