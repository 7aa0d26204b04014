"""What a person settled about an entity: profile, concepts, mappings, networks and annotations."""
