package com.plugsky.access;

import com.plugsky.contract.api.ChatApi;
import com.plugsky.contract.api.ModelsApi;
import com.plugsky.contract.api.PlugskyApi;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The table of everything that the server answers, and the one place that decides whether a path exists.
 *
 * <p>A path must be written as the contract writes it: one with {@code //}, dots or escapes is unknown, so that no second
 * reading of it further inside can lead to an operation that was not asked about here.
 */
final class Operations {

    private static final String MODEL_PREFIX = ModelsApi.PATH_LIST_MODELS + "/";
    private static final String ALL_BELOW = "/**";

    /** The contract's operations, the meters, and the pages that need no key. */
    static final List<Operation> ALL = List.of(
            new Operation("POST", ChatApi.PATH_CREATE_CHAT_COMPLETION, Role.INFER),
            new Operation("GET", ModelsApi.PATH_LIST_MODELS, Role.READ),
            new Operation("GET", ModelsApi.PATH_RETRIEVE_MODEL, Role.READ),
            new Operation("POST", PlugskyApi.PATH_PREVIEW_ROUTE, Role.INFER),
            new Operation("GET", PlugskyApi.PATH_LIST_REQUESTS, Role.READ),
            new Operation("GET", "/openapi.yaml", null),
            new Operation("GET", "/openapi.json", null),
            new Operation("GET", "/docs", null),
            new Operation("GET", "/docs/**", null),
            new Operation("GET", Operation.METRICS, Role.ADMIN),
            new Operation("GET", "/livez", null),
            new Operation("GET", "/readyz", null),
            new Operation("GET", "/health", null));

    private static final Map<String, Operation> BY_PATH =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Operation::path, Function.identity()));
    private static final List<String> PREFIXES = ALL.stream()
            .map(Operation::path)
            .filter(path -> path.endsWith(ALL_BELOW))
            .toList();

    private Operations() {}

    /**
     * What stands at a path.
     *
     * @param path the path under which the rest of the server knows the request
     */
    record Found(Operation operation, String path) {}

    /** Finds the operation of a path as it came in the request line, without its query; null: there is none. */
    static @Nullable Found find(String raw) {
        Operation exact = BY_PATH.get(raw);
        if (exact != null) {
            return new Found(exact, raw);
        }
        if (!clean(raw)) {
            return null;
        }
        if (raw.startsWith(MODEL_PREFIX) && raw.length() > MODEL_PREFIX.length()) {
            return model(raw.substring(MODEL_PREFIX.length()));
        }
        for (String prefix : PREFIXES) {
            if (raw.startsWith(prefix.substring(0, prefix.length() - 2)) && raw.indexOf('%') < 0) {
                return new Found(of(prefix), raw);
            }
        }
        return null;
    }

    /** The operation of a model, its id in one segment however its slashes were written. */
    private static @Nullable Found model(String written) {
        try {
            String id = URLDecoder.decode(written.replace("+", "%2B"), StandardCharsets.UTF_8);
            String segment = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
            return new Found(of(ModelsApi.PATH_RETRIEVE_MODEL), MODEL_PREFIX + segment);
        } catch (IllegalArgumentException e) {
            return null; // a broken escape
        }
    }

    private static Operation of(String path) {
        Operation operation = BY_PATH.get(path);
        if (operation == null) {
            throw new IllegalStateException("no operation at " + path);
        }
        return operation;
    }

    private static boolean clean(String raw) {
        return raw.indexOf(';') < 0
                && !raw.contains("//")
                && !raw.contains("/./")
                && !raw.contains("/../")
                && !raw.endsWith("/.")
                && !raw.endsWith("/..");
    }
}
