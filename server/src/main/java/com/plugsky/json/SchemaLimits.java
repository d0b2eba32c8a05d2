package com.plugsky.json;

/**
 * The bounds on the work that a caller's JSON Schema may cause.
 *
 * @param depth how deep it may nest; also how many subschemas may apply to one value in a chain, references followed
 * @param members how many members and items it may hold in all
 * @param steps how many subschemas may be applied while one value is checked
 * @param regexSteps how many characters a pattern may look at while it is run on one text
 */
public record SchemaLimits(int depth, int members, int steps, int regexSteps) {}
