package com.plugsky.cli;

/** The entry point of the server's jar. */
public final class Main {

    private Main() {}

    /** Says which program this is. */
    public static void main(String[] args) {
        System.out.println("plugsky");
    }
}
