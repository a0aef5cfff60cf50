"""监督指挥 (subsystem 5): the big screen's figures, map layers and the playback of past days. It keeps nothing of its own."""
