package com.plugsky.json;

/**
 * The bounds on JSON that strangers wrote.
 *
 * @param body the longest text, in bytes; a string may be as long
 * @param depth how deep objects and arrays may nest
 * @param number how many characters a number may have
 * @param name how many characters a member's name may have
 */
public record JsonLimits(int body, int depth, int number, int name) {}
