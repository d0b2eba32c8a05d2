package com.plugsky.cli;

import java.lang.reflect.InvocationTargetException;

/**
 * What {@code java -jar} starts: compiled for an older Java than all other classes, so that it can say which one is
 * missing.
 */
public final class Launch {

    private static final int JAVA = 25;

    private Launch() {}

    /** Hands over to {@link Main}, which is named and not called: an older Java could not even load it. */
    public static void main(String[] args) throws ReflectiveOperationException {
        int running = Runtime.version().feature();
        if (running < JAVA) {
            System.err.println("plugsky: Java " + running + " (expected: Java " + JAVA
                    + " or newer, such as JAVA_HOME/bin/java of a JDK " + JAVA + ")");
            System.exit(1);
        }
        try {
            Class.forName("com.plugsky.cli.Main")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
