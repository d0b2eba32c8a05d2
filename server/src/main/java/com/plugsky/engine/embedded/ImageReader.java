package com.plugsky.engine.embedded;

import com.plugsky.contract.model.AudioPart;
import com.plugsky.contract.model.ContentPart;
import com.plugsky.contract.model.FilePart;
import com.plugsky.contract.model.ImagePart;
import com.plugsky.contract.model.ImageUrl;
import com.plugsky.contract.model.Message;
import com.plugsky.contract.model.TextPart;
import com.plugsky.contract.model.UserContent;
import com.plugsky.contract.model.UserMessage;
import com.plugsky.engine.embedded.image.Colour;
import com.plugsky.engine.embedded.image.DataUri;
import com.plugsky.engine.embedded.image.ImageHeader;
import com.plugsky.engine.embedded.image.Picture;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import com.plugsky.fleet.Ability;
import com.plugsky.fleet.Model;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reader of what user messages show: images are looked at or refused; sounds and files only noticed. One request. */
final class ImageReader {

    private final Model model;
    private final EngineLimits limits;
    private long pixels = Picture.MAX_PIXELS;

    ImageReader(Model model, EngineLimits limits) {
        this.model = model;
        this.limits = limits;
    }

    /** Adds what the messages show to {@code shown}. */
    void read(List<Message> messages, Shown shown) {
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i) instanceof UserMessage user && user.getContent() instanceof UserContent.Parts parts) {
                for (int j = 0; j < parts.value().size(); j++) {
                    part(parts.value().get(j), "messages[" + i + "].content[" + j + "]", shown);
                }
            }
        }
    }

    private void part(ContentPart part, String place, Shown shown) {
        switch (part) {
            case TextPart text -> {}
            case ImagePart image ->
                shown.add(image(image.getImageUrl(), place, shown.images().size()));
            case AudioPart audio -> shown.addSound();
            case FilePart file -> shown.addFile();
        }
    }

    private SeenImage image(ImageUrl image, String place, int before) {
        if (!model.can(Ability.VISION)) {
            throw Refusal.of(
                    ErrorCode.UNSUPPORTED_VALUE,
                    place + ".type: 'image_url' (expected: text; " + model.id() + " cannot see images)",
                    place + ".type");
        }
        String param = place + ".image_url.url";
        if (before >= limits.images()) {
            throw invalid(param, "image " + (before + 1) + " (expected: at most " + limits.images() + " in a request)");
        }
        if (!DataUri.isOne(image.getUrl())) {
            throw invalid(param, "an address (expected: a data URI; " + model.id() + " fetches nothing)");
        }
        DataUri data = DataUri.read(image.getUrl());
        if (data == null) {
            throw invalid(param, "not base64 (expected: data:image/...;base64,...)");
        }
        if (!data.type().startsWith("image/")) {
            throw invalid(param, "declared as '" + brief(data.type()) + "' (expected: an image type)");
        }
        ImageHeader header = ImageHeader.read(data.first(), data.first().length);
        if (header == null) {
            throw invalid(param, data.size() + " bytes that are no image (expected: PNG, JPEG, GIF or WebP)");
        }
        if (header.pixels() > limits.megapixels() * 1_000_000L) {
            throw invalid(
                    param,
                    header.width() + " x " + header.height() + " pixels (expected: at most " + limits.megapixels()
                            + " million)");
        }
        return new SeenImage(header, data.type(), SeenImage.tokens(header, image.getDetail()), colour(header, data));
    }

    /** The colour, as long as the pictures of the request are not too much to decode. */
    private @Nullable Colour colour(ImageHeader header, DataUri data) {
        if (header.pixels() > pixels) {
            return null;
        }
        pixels -= header.pixels();
        return Picture.colour(header, data);
    }

    private static Refusal invalid(String param, String reason) {
        return Refusal.of(ErrorCode.INVALID_IMAGE, param + ": " + reason, param);
    }

    private static String brief(String type) {
        return type.length() <= 64 ? type : type.substring(0, 61) + "...";
    }
}
