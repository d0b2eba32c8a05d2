package com.plugsky.warmup;

import com.plugsky.engine.upstream.http.Question;

/**
 * One request of the warm-up.
 *
 * @param name what it is meant to warm
 * @param status of the answer that it gets
 */
record Ask(String name, int status, Question question) {}
