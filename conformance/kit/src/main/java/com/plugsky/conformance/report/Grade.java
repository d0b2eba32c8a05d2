package com.plugsky.conformance.report;

/**
 * A school grade: how much of the rules that could be judged was kept, a rule that says must weighing three times one that says
 * should. An A is for servers that break no rule that says must.
 */
public enum Grade {
    A(95),
    B(90),
    C(80),
    D(65),
    E(50),
    F(0),
    /** No rule could be judged. */
    NONE(0);

    private final int least;

    Grade(int least) {
        this.least = least;
    }

    static Grade of(Score score) {
        if (score.passed() + score.failed() == 0) {
            return NONE;
        }
        for (Grade grade : values()) {
            boolean mayBe = grade != A || score.must().failed() == 0;
            if (mayBe && score.percent() >= grade.least) {
                return grade;
            }
        }
        return F;
    }

    /** As it is shown. */
    @Override
    public String toString() {
        return this == NONE ? "-" : name();
    }

    /** From how many percent on. */
    public int least() {
        return least;
    }
}
