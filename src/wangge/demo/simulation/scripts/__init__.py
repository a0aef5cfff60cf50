"""What people do with a case, stage by stage; each script waits for moments and acts at them."""
