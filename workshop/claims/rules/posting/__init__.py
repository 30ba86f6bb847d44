"""Public notices 公示: how long they hang, what shows that they hung, what was said against them, how they ended. Pure."""
