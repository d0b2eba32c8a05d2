package com.plugsky.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.engine.embedded.image.ImageHeader;
import com.plugsky.error.ApiError;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageReaderTest {

    @ParameterizedTest
    @CsvSource({"png,PNG,640,480", "jpeg,JPEG,33,21", "gif,GIF,5,9", "png,PNG,1,1", "jpeg,JPEG,3000,2000"})
    void seesKindAndSize(String format, String kind, int width, int height) throws IOException {
        Asked asked = Asked.of(image("image/" + format, encode(format, width, height), ""));
        assertThat(asked.content())
                .contains("I see a " + kind + " of " + width + " x " + height + " pixels, mostly black (#000000).");
        assertThat(asked.json()
                        .get("usage")
                        .get("prompt_tokens_details")
                        .get("image_tokens")
                        .intValue())
                .isEqualTo(SeenImage.tiles(width, height));
    }

    @ParameterizedTest
    @CsvSource({
        // the three forms of WebP: lossy, lossless, extended
        "52494646000000005745425056503820000000000000009d012a80020f010000,640,271",
        "5249464600000000574542505650384c000000002f7fc2430000000000000000,640,272",
        "5249464600000000574542505650385800000000000000007f02000e01000000,640,271"
    })
    void readsWebpHeaders(String hex, int width, int height) {
        ImageHeader header = ImageHeader.read(HexFormat.of().parseHex(hex), hex.length() / 2);
        assertThat(header).isEqualTo(new ImageHeader(ImageHeader.Kind.WEBP, width, height));
        String base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
        assertThat(Asked.of(image("image/webp", base64, "")).content())
                .contains("I see a WebP of " + width + " x " + height + " pixels.");
    }

    @Test
    void tellsWhatItSeesInEachOfSeveral() throws IOException {
        String[] parts = new String[3];
        String[] colours = {"ff1a2b7f", "ffe01010", "ff808080"};
        for (int i = 0; i < parts.length; i++) {
            var picture = new BufferedImage(10 + i, 10, BufferedImage.TYPE_INT_RGB);
            var graphics = picture.createGraphics();
            graphics.setColor(new Color(Integer.parseUnsignedInt(colours[i], 16)));
            graphics.fillRect(0, 0, 20, 20);
            parts[i] = part("data:image/png;base64," + encode("png", picture), "");
        }
        assertThat(Asked.of("{'model':'m','messages':[{'role':'user','content':[" + String.join(",", parts) + "]}]}")
                        .content())
                .contains("I see a PNG of 10 x 10 pixels, mostly dark blue (#1a2b7f);"
                        + " a PNG of 11 x 10 pixels, mostly red (#e01010);"
                        + " and a PNG of 12 x 10 pixels, mostly grey (#808080).");
    }

    @Test
    void decodesNoMorePixelsInARequestThanInOnePicture() throws IOException {
        String large = part("data:image/gif;base64," + encode("gif", 4096, 2100), "");
        String body = "{'model':'m','messages':[{'role':'user','content':[" + large + "," + large + "]}]}";
        assertThat(Asked.of(body).content())
                .contains("a GIF of 4096 x 2100 pixels, mostly black (#000000); and a GIF of 4096 x 2100 pixels.");
    }

    @Test
    void answersWithoutAColourWhereThePictureIsBroken() throws IOException {
        byte[] whole = Base64.getDecoder().decode(encode("png", 30, 20));
        String half = Base64.getEncoder().encodeToString(Arrays.copyOf(whole, 45));
        assertThat(Asked.of(image("image/png", half, "")).content()).contains("I see a PNG of 30 x 20 pixels.");
    }

    @ParameterizedTest
    @CsvSource({
        "1,1,255",
        "512,512,255",
        "513,512,425",
        "1024,1024,765",
        "2048,4096,1105",
        "4096,8192,1105",
        "10000,10,765",
        "768,768,765",
        "3000,2000,1105"
    })
    void countsTilesAsOpenAiDoes(int width, int height, int tokens) {
        assertThat(SeenImage.tiles(width, height)).isEqualTo(tokens);
    }

    @Test
    void lowDetailHasOnePrice() throws IOException {
        Asked asked = Asked.of(image("image/png", encode("png", 2000, 2000), "low"));
        assertThat(asked.json()
                        .get("usage")
                        .get("prompt_tokens_details")
                        .get("image_tokens")
                        .intValue())
                .isEqualTo(85);
    }

    @Test
    void saysWhenTheDeclaredTypeIsAnother() throws IOException {
        assertThat(Asked.of(image("image/jpeg", encode("png", 2, 2), "")).content())
                .contains("a PNG of 2 x 2 pixels (declared as image/jpeg), mostly black (#000000).");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    https://example.com/a.png | an address (expected: a data URI; plugsky-vision fetches nothing)
                    http://127.0.0.1/a.png | an address
                    file:///etc/passwd | an address
                    data:image/png;base64,%%% | not base64
                    data:image/png;base64,iVBORw0KGgo=AAAA | not base64
                    data:image/png,abc | not base64
                    data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCA | not base64
                    data:image/png;base64 | not base64
                    data:text/plain;base64,aGk= | declared as 'text/plain'
                    data:image/png;base64,aGk= | 2 bytes that are no image
                    data:image/png;base64, | 0 bytes that are no image
                    data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAAAAAABCAYAAAAfFcSJ | bytes that are no image
                    data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAnEAAAJxACAYAAAAfFcSJ | 40000 x 40000 pixels (expected: at most 40 million)
                    data:image/png;base64,iVBORw0KGgoAAAANSUhEUv////8AAAABCAYAAAAfFcSJ | bytes that are no image
                    """)
    void refusesWhatIsNoImage(String url, String reason) {
        ApiError error = Asked.refused(body(url, ""));
        assertThat(error.code().code()).isEqualTo("invalid_image");
        assertThat(error.param()).isEqualTo("messages[0].content[1].image_url.url");
        assertThat(error.message()).contains(reason).hasSizeLessThan(400);
    }

    @Test
    void refusesImagesForAModelThatCannotSee() throws IOException {
        ApiError error = Asked.refused(image("image/png", encode("png", 1, 1), ""), Asked.BLIND);
        assertThat(error.code().code()).isEqualTo("unsupported_value");
        assertThat(error.param()).isEqualTo("messages[0].content[1].type");
        assertThat(error.message())
                .isEqualTo("messages[0].content[1].type: 'image_url' (expected: text; plugsky-lite cannot see images)");
    }

    @Test
    void refusesTheSeventeenthImage() throws IOException {
        String one = "{'type':'image_url','image_url':{'url':'data:image/png;base64," + encode("png", 1, 1) + "'}}";
        String sixteen = String.join(",", java.util.Collections.nCopies(16, one));
        String body = "{'model':'m','messages':[{'role':'user','content':[%s]}]}";
        assertThat(Asked.of(body.formatted(sixteen)).finish()).isEqualTo("stop");
        assertThat(Asked.refused(body.formatted(sixteen + "," + one)).param())
                .isEqualTo("messages[0].content[16].image_url.url");
    }

    @Test
    void noticesSoundsAndFiles() {
        Asked asked = Asked.of("{'model':'m','messages':[{'role':'user','content':[{'type':'input_audio','input_audio':"
                + "{'data':'AAAA','format':'wav'}},{'type':'file','file':{'file_id':'f'}}]}]}");
        assertThat(asked.content()).contains("cannot hear").contains("does not open");
    }

    private static String image(String type, String base64, String detail) {
        return body("data:" + type + ";base64," + base64, detail);
    }

    private static String body(String url, String detail) {
        return "{'model':'m','messages':[{'role':'user','content':[{'type':'text','text':'What is this?'},"
                + part(url, detail) + "]}]}";
    }

    private static String part(String url, String detail) {
        return "{'type':'image_url','image_url':{'url':'" + url.replace("'", "\\u0027") + "'"
                + (detail.isEmpty() ? "" : ",'detail':'" + detail + "'") + "}}";
    }

    private static String encode(String format, int width, int height) throws IOException {
        return encode(format, new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));
    }

    private static String encode(String format, BufferedImage picture) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(picture, format, out);
        return Base64.getEncoder().encodeToString(out.toByteArray());
    }
}
