"""The overseers' room: my cells, visits planned and made, how far they reach, guidance, the year's programme."""
