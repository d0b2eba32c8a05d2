package com.plugsky.chat.rules;

import com.plugsky.chat.fault.Place;
import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.contract.model.Fusion;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules on single options: what needs another one beside it, and the maps, whose bounds the generator leaves out. */
final class OptionRules {

    static final int METADATA_KEY = 64;
    static final int METADATA_VALUE = 512;
    static final int BIAS = 100;
    static final int TOKEN_DIGITS = 9;
    private static final Set<String> CHOOSERS = Set.of("plugsky-fusion", "auto");

    private OptionRules() {}

    static void check(ChatCompletionRequest request) {
        companions(request);
        metadata(request.getMetadata());
        logitBias(request.getLogitBias());
        fusion(request.getFusion());
    }

    private static void companions(ChatCompletionRequest request) {
        if (request.getStreamOptions() != null && !Boolean.TRUE.equals(request.getStream())) {
            throw Broken.value(Place.ROOT.member("stream_options"), "given without stream", "stream true");
        }
        if (request.getTopLogprobs() != null && !Boolean.TRUE.equals(request.getLogprobs())) {
            throw Broken.value(Place.ROOT.member("top_logprobs"), "given without logprobs", "logprobs true");
        }
    }

    private static void metadata(@Nullable Map<String, String> metadata) {
        if (metadata == null) {
            return;
        }
        Place place = Place.ROOT.member("metadata");
        metadata.forEach((key, value) -> {
            if (length(key) > METADATA_KEY) {
                throw tooLong(place, "the key " + Broken.quoted(key) + " has " + length(key), METADATA_KEY);
            }
            if (value == null) {
                throw Broken.value(ErrorCode.INVALID_TYPE, place.member(key), "null", "string");
            }
            if (length(value) > METADATA_VALUE) {
                throw tooLong(place.member(key), String.valueOf(length(value)), METADATA_VALUE);
            }
        });
    }

    private static void logitBias(@Nullable Map<String, Integer> biases) {
        if (biases == null) {
            return;
        }
        biases.forEach((token, bias) -> {
            Place place = Place.ROOT.member("logit_bias");
            if (!isTokenId(token)) {
                throw Broken.value(place, "the key " + Broken.quoted(token), "the id of a token, 1 to 9 digits");
            }
            Place entry = place.member(token);
            if (bias == null) {
                throw Broken.value(ErrorCode.INVALID_TYPE, entry, "null", "integer");
            }
            if (bias < -BIAS) {
                throw Broken.value(ErrorCode.INTEGER_BELOW_MIN_VALUE, entry, bias.toString(), "at least " + -BIAS);
            }
            if (bias > BIAS) {
                throw Broken.value(ErrorCode.INTEGER_ABOVE_MAX_VALUE, entry, bias.toString(), "at most " + BIAS);
            }
        });
    }

    private static void fusion(@Nullable Fusion fusion) {
        List<String> models = fusion == null ? null : fusion.getModels();
        for (int i = 0; models != null && i < models.size(); i++) {
            if (CHOOSERS.contains(models.get(i))) {
                Place place = Place.ROOT.member("fusion").member("models").item(i);
                throw Broken.value(place, Broken.quoted(models.get(i)), "a model that answers itself");
            }
        }
    }

    private static Refusal tooLong(Place place, String length, int max) {
        return Broken.value(ErrorCode.STRING_ABOVE_MAX_LENGTH, place, length + " characters", "at most " + max);
    }

    private static boolean isTokenId(String text) {
        return !text.isEmpty() && text.length() <= TOKEN_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
