package com.plugsky.docs;

import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Serves the contract as it is written, as JSON, and as pages that need nothing from anywhere else. */
@RestController
final class DocsController {
    private static final String SCRIPT = "text/javascript;charset=utf-8";
    private static final String STYLE = "text/css;charset=utf-8";

    private static final Map<String, String> TYPES = Map.of(
            "docs.css", STYLE,
            "docs.js", SCRIPT,
            "favicon-32x32.png", "image/png",
            "swagger-ui.css", STYLE,
            "swagger-ui-bundle.js", SCRIPT,
            "swagger-ui-bundle.js.LICENSE.txt", "text/plain;charset=utf-8");

    /** Read when they are asked for: no start waits for what most servers are never asked. */
    private final Map<String, Page> pages = new ConcurrentHashMap<>();

    @GetMapping("/openapi.yaml")
    ResponseEntity<byte[]> yaml() {
        return contract().response();
    }

    @GetMapping("/openapi.json")
    ResponseEntity<byte[]> json() {
        Page yaml = contract();
        return pages.computeIfAbsent("openapi.json", name -> Page.of(asJson(yaml.bytes()), "application/json"))
                .response();
    }

    @GetMapping("/docs")
    ResponseEntity<byte[]> docs() {
        return page("index.html", "text/html;charset=utf-8").response();
    }

    /** The page's own address has no slash at its end; its links are relative to that. */
    @GetMapping("/docs/")
    ResponseEntity<Void> docsWithSlash() {
        return ResponseEntity.status(HttpStatus.PERMANENT_REDIRECT)
                .location(URI.create("/docs"))
                .build();
    }

    @GetMapping("/docs/{file}")
    ResponseEntity<byte[]> file(@PathVariable("file") String file) {
        String type = TYPES.get(file);
        if (type == null) {
            throw Refusal.of(ErrorCode.UNKNOWN_URL, "Unknown path: GET /docs/" + file, null);
        }
        return page(file, type).response();
    }

    private Page contract() {
        return page("/openapi.yaml", "application/yaml");
    }

    private Page page(String name, String type) {
        return pages.computeIfAbsent(name, missing -> Page.read(missing, type));
    }

    private static byte[] asJson(byte[] yaml) {
        return new JsonMapper().writeValueAsBytes(new YAMLMapper().readTree(yaml));
    }
}
