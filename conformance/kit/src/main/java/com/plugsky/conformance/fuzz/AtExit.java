package com.plugsky.conformance.fuzz;

/** What has to be done when the kit is ended from outside; closed when it need not be done any more. */
public final class AtExit implements AutoCloseable {
    private final Thread hook;

    private AtExit(Runnable work) {
        this.hook = new Thread(work, "at-exit");
    }

    /** To be closed by the caller. */
    public static AtExit run(Runnable work) {
        AtExit exit = new AtExit(work);
        Runtime.getRuntime().addShutdownHook(exit.hook);
        return exit;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The hook runs already.
            return;
        }
    }
}
