package com.plugsky.engine.upstream.edit;

import com.plugsky.contract.model.ImagePart;
import com.plugsky.contract.model.Message;
import com.plugsky.contract.model.UserContent;
import com.plugsky.contract.model.UserMessage;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which addresses of images an upstream may be sent, which would fetch them from where it stands. */
final class ImagePolicy {

    private ImagePolicy() {}

    /**
     * Looks at every image.
     *
     * @throws Refusal one has an address within a network, or of a scheme other than http, https and data
     */
    static void check(List<Message> messages) {
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i) instanceof UserMessage user && user.getContent() instanceof UserContent.Parts parts) {
                for (int j = 0; j < parts.value().size(); j++) {
                    if (parts.value().get(j) instanceof ImagePart image) {
                        check(image.getImageUrl().getUrl(), i, j);
                    }
                }
            }
        }
    }

    private static void check(String url, int message, int part) {
        @Nullable String fault = ImageAddress.fault(url);
        if (fault != null) {
            String param = "messages[" + message + "].content[" + part + "].image_url.url";
            throw Refusal.of(ErrorCode.INVALID_IMAGE, param + ": " + fault, param);
        }
    }
}
