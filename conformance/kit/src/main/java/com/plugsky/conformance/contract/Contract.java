package com.plugsky.conformance.contract;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.plugsky.conformance.wire.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The contract file, read once: its schemas as JSON Schema 2020-12, its operations, its stream protocol. Safe for threads. */
public final class Contract {
    private static final String IRI = "urn:plugsky:contract";
    private static final String RESOURCE = "/openapi.yaml";

    private final JsonNode document;
    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
    private final StreamProtocol protocol;
    private final AnswerCheck answers;

    private Contract(JsonNode document) {
        this.document = document;
        String json = document.toString();
        this.registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(IRI, json)));
        this.protocol = StreamProtocol.read(document.path("x-stream-protocol"));
        this.answers = new AnswerCheck(this);
    }

    /** The contract that this kit was built with. */
    public static Contract bundled() {
        try (InputStream in = Contract.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("openapi.yaml: missing in the kit's jar");
            }
            return of(in.readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static Contract read(Path file) throws IOException {
        return of(Files.readAllBytes(file));
    }

    static Contract of(byte[] yaml) {
        return new Contract(new YAMLMapper().readTree(yaml));
    }

    /** The whole file as a tree. */
    public JsonNode document() {
        return document;
    }

    public JsonNode schema(String name) {
        return document.at("/components/schemas/" + name);
    }

    public StreamProtocol protocol() {
        return protocol;
    }

    /** What is wrong with a value under a schema of {@code components/schemas}; empty when nothing is. */
    public List<String> violations(String schema, JsonNode value) {
        return at("/components/schemas/" + schema, value);
    }

    /** What is wrong with a value under the schema at a JSON pointer of the file. */
    List<String> at(String pointer, JsonNode value) {
        return schemas.computeIfAbsent(pointer, this::load).validate(value).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage() + " [" + error.getKeyword() + "]")
                .toList();
    }

    private Schema load(String pointer) {
        Schema schema = registry.getSchema(SchemaLocation.of(IRI + "#" + pointer));
        schema.initializeValidators();
        return schema;
    }

    /** What in an answer is not as the contract says: status, media type, headers, body, each event; empty when all is. */
    public List<String> findings(Exchange exchange) {
        return answers.findings(exchange);
    }

    /** Follows references until something that is none. */
    public JsonNode resolve(JsonNode node) {
        JsonNode at = node;
        while (at.has("$ref")) {
            at = document.at(at.path("$ref").asString().substring(1));
        }
        return at;
    }
}
