package com.plugsky.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FormatTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int FIVE_MB = 5_000_000;

    @ParameterizedTest
    @EnumSource(Format.class)
    void showsNoKeyWhereverItStood(Format format, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("deep/" + format.file());
        format.write(Reports.mixed(), Reports.TARGET, file);

        assertThat(Files.readString(file))
                .isNotBlank()
                .doesNotContain(Reports.KEY)
                .doesNotContain("user:word");
    }

    @Test
    void refusesBeforeTheWorkWhatCannotBeWritten(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatCode(() -> Format.prepare(folder.resolve("deep/report.html"))).doesNotThrowAnyException();
        assertThat(folder.resolve("deep")).isEmptyDirectory();
        for (Path wrong : List.of(folder, file.resolve("report.html"))) {
            assertThatThrownBy(() -> Format.prepare(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(wrong.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void staysSmallWithAThousandFailures(Format format) {
        assertThat(format.of(Reports.failures(1_000), Reports.TARGET).length()).isLessThan(FIVE_MB);
    }

    @Test
    void tellsProgramsAllOfIt() {
        JsonNode report = JSON.readTree(Format.JSON.of(Reports.mixed(), Reports.TARGET));

        assertThat(report.path("grade").asString()).isEqualTo("F");
        assertThat(report.path("counts").path("failed_must").asInt()).isEqualTo(1);
        assertThat(report.path("rules")).hasSize(5);
        assertThat(report.at("/rules/1/outcome").asString()).isEqualTo("fail");
        assertThat(report.at("/rules/1/evidence/answer").asString())
                .contains("4 bytes that are no text", "00 01 02 ff");
        assertThat(report.at("/findings/0/counts").asBoolean()).isTrue();
    }

    @Test
    void writesJUnitXmlWithACaseForEachRule() throws Exception {
        Document xml = xml(Format.JUNIT.of(Reports.mixed(), Reports.TARGET));

        assertThat(xml.getDocumentElement().getAttribute("failures")).isEqualTo("3");
        assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(6);
        assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(3);
        assertThat(xml.getElementsByTagName("skipped").getLength()).isEqualTo(2);
        assertThat(xml.getElementsByTagName("failure").item(0).getTextContent()).contains("POST /v1/chat/completions");
    }

    @Test
    void writesSarifWithARuleForEachResult() {
        JsonNode run =
                JSON.readTree(Format.SARIF.of(Reports.mixed(), Reports.TARGET)).at("/runs/0");

        assertThat(run.path("results")).hasSize(3);
        for (JsonNode result : run.path("results")) {
            JsonNode rule =
                    run.at("/tool/driver/rules/" + result.path("ruleIndex").asInt());
            assertThat(rule.path("id")).isEqualTo(result.path("ruleId"));
            assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri")
                            .asString())
                    .isNotEmpty();
            assertThat(result.at("/message/text").asString()).isNotEmpty();
        }
        assertThat(run.at("/results/0/level").asString()).isEqualTo("error");
        assertThat(run.at("/results/1/level").asString()).isEqualTo("warning");
    }

    @Test
    void makesAPageOfItsOwn() {
        String page = Format.HTML.of(Reports.mixed(), Reports.TARGET);

        assertThat(page)
                .contains(
                        "default-src 'none'",
                        "<h2>Failed: 2</h2>",
                        "<p>Measured: openai-node throws",
                        "github.com/vercel/ai/issues/19165",
                        "data:application/json;base64,")
                .contains("text of it&#39;s own &lt;i&gt;")
                .doesNotContain("<script", "own <i>", "src=");
    }

    @Test
    void drawsABadgeThatIsXml() throws Exception {
        Document badge = xml(Format.BADGE.of(Reports.mixed(), Reports.TARGET));

        assertThat(badge.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("chat completions conformance: F  42 %");
    }

    @Test
    void sumsUpInMarkdown() {
        assertThat(Format.MARKDOWN.of(Reports.mixed(), Reports.TARGET))
                .startsWith("## Conformance: F (42.9 %)")
                .contains("| REQ-02 | MUST | text of it&#39;s own &lt;i&gt; |", "| STR-07 | SHOULD |");
    }

    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
