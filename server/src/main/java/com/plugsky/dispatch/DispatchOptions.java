package com.plugsky.dispatch;

import com.plugsky.dispatch.retry.RetryOptions;
import java.time.Duration;

/**
 * How far the dispatcher goes for one request.
 *
 * @param attempts how many attempts at upstream targets one request may take
 * @param deadline within which a request must have its whole answer
 * @param retry how failed attempts are followed by others
 * @param hedgePercent how many requests may ask a second target beside a slow first one, in percent of those that could
 */
public record DispatchOptions(int attempts, Duration deadline, RetryOptions retry, int hedgePercent) {

    public static final DispatchOptions USUAL = new DispatchOptions(4, Duration.ofMinutes(10), RetryOptions.USUAL, 5);
}
