package com.plugsky.conformance.cli;

import com.plugsky.conformance.wire.Endpoint;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A base URL as it is written on a command line. What is wrong with one is said without the password in it. */
final class BaseUrl implements ITypeConverter<URI> {
    private static final Pattern USER = Pattern.compile("//[^/?#]*@");
    private static final String EXPECTED = " (expected: http://host:port/v1)";

    @Override
    public URI convert(String text) {
        String shown = USER.matcher(text).replaceFirst("//...@");
        URI url;
        try {
            url = new URI(text.strip());
            Endpoint.of(url);
        } catch (URISyntaxException | IllegalArgumentException broken) {
            throw new TypeConversionException(shown + " is no base URL" + EXPECTED);
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new TypeConversionException(shown + " has a query, which no request would have" + EXPECTED);
        }
        return url;
    }
}
