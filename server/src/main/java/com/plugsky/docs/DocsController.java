package com.plugsky.docs;

import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import java.net.URI;
import java.util.Map;
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

    private final Page yaml = Page.read("/openapi.yaml", "application/yaml");
    private final Page json = Page.of(asJson(yaml.bytes()), "application/json");
    private final Page index = Page.read("index.html", "text/html;charset=utf-8");
    private final Map<String, Page> files = Map.of(
            "docs.css", Page.read("docs.css", STYLE),
            "docs.js", Page.read("docs.js", SCRIPT),
            "favicon-32x32.png", Page.read("favicon-32x32.png", "image/png"),
            "swagger-ui.css", Page.read("swagger-ui.css", STYLE),
            "swagger-ui-bundle.js", Page.read("swagger-ui-bundle.js", SCRIPT),
            "swagger-ui-bundle.js.LICENSE.txt",
                    Page.read("swagger-ui-bundle.js.LICENSE.txt", "text/plain;charset=utf-8"));

    @GetMapping("/openapi.yaml")
    ResponseEntity<byte[]> yaml() {
        return yaml.response();
    }

    @GetMapping("/openapi.json")
    ResponseEntity<byte[]> json() {
        return json.response();
    }

    @GetMapping("/docs")
    ResponseEntity<byte[]> docs() {
        return index.response();
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
        Page page = files.get(file);
        if (page == null) {
            throw Refusal.of(ErrorCode.UNKNOWN_URL, "Unknown path: GET /docs/" + file, null);
        }
        return page.response();
    }

    private static byte[] asJson(byte[] yaml) {
        return new JsonMapper().writeValueAsBytes(new YAMLMapper().readTree(yaml));
    }
}
