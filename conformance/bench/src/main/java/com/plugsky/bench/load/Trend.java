package com.plugsky.bench.load;

import java.util.List;

/**
 * How a figure changes over the time, by least squares.
 *
 * @param mean of the figure
 * @param perSecond its slope
 * @param seconds from the first sample to the last
 */
record Trend(double mean, double perSecond, long seconds) {
    private static final double SECONDS_PER_HOUR = 3600;

    /** One figure at one time. */
    record Point(long seconds, long value) {}

    /** Leaves the first quarter out, in which a server still warms up. */
    static Trend of(List<Point> all) {
        List<Point> points = all.subList(all.size() / 4, all.size());
        if (points.isEmpty()) {
            return new Trend(0, 0, 0);
        }
        double meanTime = points.stream().mapToLong(Point::seconds).average().orElse(0);
        double mean = points.stream().mapToLong(Point::value).average().orElse(0);
        double above = 0;
        double below = 0;
        for (Point point : points) {
            double time = point.seconds() - meanTime;
            above += time * (point.value() - mean);
            below += time * time;
        }
        long seconds = points.getLast().seconds() - points.getFirst().seconds();
        return new Trend(mean, below == 0 ? 0 : above / below, seconds);
    }

    /** How much it rose in the time. */
    double rise() {
        return perSecond * seconds;
    }

    double perHour() {
        return perSecond * SECONDS_PER_HOUR;
    }

    /** Whether it rose by no more than this share of its mean, or by no more than so much. */
    boolean flat(double share, double slack) {
        return rise() <= Math.max(share * mean, slack);
    }
}
