"""The room of the inspection committee; overseers, leaders and auditors read here too."""
