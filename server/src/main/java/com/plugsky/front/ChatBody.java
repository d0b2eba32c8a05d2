package com.plugsky.front;

import com.plugsky.chat.Binder;
import com.plugsky.contract.model.ChatCompletionRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** A chat request as a controller's parameter: read and checked by the same two classes as on the chat operation's own way. */
final class ChatBody implements HttpMessageConverter<ChatCompletionRequest> {
    private final BodyReader bodies;
    private final Binder binder;

    ChatBody(BodyReader bodies, Binder binder) {
        this.bodies = bodies;
        this.binder = binder;
    }

    /** Every media type: the wrong ones are refused by the reader. */
    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType media) {
        return type == ChatCompletionRequest.class;
    }

    @Override
    public boolean canWrite(Class<?> type, @Nullable MediaType media) {
        return false;
    }

    @Override
    public List<MediaType> getSupportedMediaTypes() {
        return List.of(MediaType.ALL);
    }

    @Override
    public ChatCompletionRequest read(Class<? extends ChatCompletionRequest> type, HttpInputMessage message)
            throws IOException {
        // Spring hands over a message of its own, which has looked at the body's first byte: only its stream is whole.
        var request = ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
        byte[] body = bodies.read(request, message.getBody());
        try {
            return binder.bind(Arrival.of(request).id(), body).view();
        } finally {
            bodies.releasing(body).run();
        }
    }

    @Override
    public void write(ChatCompletionRequest request, @Nullable MediaType media, HttpOutputMessage message) {
        throw new IllegalStateException("a chat request is never an answer");
    }
}
