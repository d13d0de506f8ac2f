"""Tools for those who work on the program: `mks dev`. They need a checkout, and change files there alone."""
