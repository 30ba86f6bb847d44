"""Voices 口音: the clips that sentences are joined from; two made for the project, a village's own recorded by a villager."""
