package com.plugsky.engine.embedded;

import java.util.ArrayList;
import java.util.List;

/** What a prompt shows beside its text. One thread. */
final class Shown {

    private final List<SeenImage> images = new ArrayList<>();
    private int sounds;
    private int files;

    List<SeenImage> images() {
        return images;
    }

    void add(SeenImage image) {
        images.add(image);
    }

    void addSound() {
        sounds++;
    }

    void addFile() {
        files++;
    }

    int tokens() {
        return images.stream().mapToInt(SeenImage::tokens).sum();
    }

    /** Sentences on what was shown, for the answer to begin with; empty if there was nothing. */
    String description() {
        if (images.isEmpty() && sounds + files == 0) {
            return "";
        }
        var text = new StringBuilder();
        for (int i = 0; i < images.size(); i++) {
            text.append(i == 0 ? " I see " : i == images.size() - 1 ? "; and " : "; ");
            text.append(images.get(i).description());
        }
        text.append(images.isEmpty() ? "" : ".");
        text.append(sounds > 0 ? " There was sound, which this engine cannot hear." : "");
        text.append(files > 0 ? " There was a file, which this engine does not open." : "");
        return text.toString();
    }
}
