package com.plugsky.conformance;

import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.wire.Endless;
import com.plugsky.conformance.wire.Exchange;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Set;

/**
 * One sentence that a server keeps or breaks, and the experiment that tells.
 *
 * @param id group and number, for example {@code REQ-10}
 * @param profiles the profiles that hold a server to it
 */
public record Rule(String id, Level level, Set<Profile> profiles, String text, Check check) {
    public Rule {
        profiles = Set.copyOf(profiles);
    }

    public static Rule must(String id, String text, Check check) {
        return new Rule(id, Level.MUST, Profile.ALL, text, check);
    }

    public static Rule should(String id, String text, Check check) {
        return new Rule(id, Level.SHOULD, Profile.ALL, text, check);
    }

    /** This rule, held only against servers of these profiles. */
    public Rule only(Set<Profile> some) {
        return new Rule(id, level, some, text, check);
    }

    /** A rule that cannot act yet, with the reason that every verdict gives. */
    public Rule waiting(String reason) {
        return new Rule(id, level, profiles, text, probe -> {
            throw Unmet.notApplicable(reason);
        });
    }

    /** Why it is there. */
    public Reason reason() {
        return Reason.of(id);
    }

    public String group() {
        return id.substring(0, id.indexOf('-'));
    }

    /** Runs the check; never throws. Under profile plugsky every answer seen on the way must keep the contract too. */
    public Verdict verdict(Target target, Contract contract) {
        if (!profiles.contains(target.profile())) {
            return new Verdict(
                    Outcome.NOT_APPLICABLE,
                    "not a rule of profile " + target.profile().word(),
                    List.of(),
                    0);
        }
        try (Probe probe = new Probe(target, contract)) {
            return judge(probe);
        }
    }

    private Verdict judge(Probe probe) {
        try {
            check.run(probe);
            if (probe.target().profile() == Profile.PLUGSKY) {
                for (Exchange exchange : probe.evidence()) {
                    List<String> findings = probe.contract().findings(exchange);
                    if (!findings.isEmpty()) {
                        String reason = "contract: " + findings.getFirst();
                        return new Verdict(Outcome.FAIL, reason, List.of(exchange), probe.retries());
                    }
                }
            }
            return verdict(Outcome.PASS, probe.unseen(), probe);
        } catch (Unmet unmet) {
            return verdict(unmet.outcome(), unmet.reason(), probe);
        } catch (Endless begun) {
            return verdict(Outcome.FAIL, Verdict.ENDLESS + " within " + seconds(probe) + " s", probe);
        } catch (SocketTimeoutException silence) {
            return verdict(Outcome.FAIL, Verdict.UNANSWERED + " within " + seconds(probe) + " s", probe);
        } catch (IOException failure) {
            String text = failure.getClass().getSimpleName() + ": " + failure.getMessage();
            return verdict(Outcome.FAIL, Verdict.UNANSWERED + ": " + text, probe);
        } catch (RuntimeException unexpected) {
            // What came is not what the check reads, for example a string where an object has to be.
            return verdict(Outcome.FAIL, "unreadable answer: " + unexpected, probe);
        }
    }

    private static double seconds(Probe probe) {
        return probe.target().patience().toMillis() / 1000.0;
    }

    private static Verdict verdict(Outcome outcome, String reason, Probe probe) {
        return new Verdict(outcome, reason, probe.evidence(), probe.retries());
    }
}
