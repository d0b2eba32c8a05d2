package com.plugsky.json.scan;

/** The end of looking through bytes that are no JSON, or not of the expected shape. It has no stack trace. */
public final class BrokenJson extends Exception {

    private static final long serialVersionUID = 1L;

    /** The text ends too early; more of it might make it whole. */
    static final BrokenJson CUT = new BrokenJson("the JSON is cut", true);

    /** No more bytes would make it JSON. */
    static final BrokenJson MALFORMED = new BrokenJson("not the expected JSON", false);

    private final boolean cut;

    private BrokenJson(String message, boolean cut) {
        super(message, null, false, false);
        this.cut = cut;
    }

    /** Whether the text only ends too early. */
    public boolean isCut() {
        return cut;
    }
}
