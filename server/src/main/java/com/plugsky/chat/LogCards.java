package com.plugsky.chat;

import com.plugsky.access.Caller;
import com.plugsky.contract.model.Outcome;
import com.plugsky.contract.model.RequestLogEntry;
import com.plugsky.contract.model.RequestLogPage;
import com.plugsky.observe.Page;
import com.plugsky.observe.RequestEntry;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the log as the contract shows it. */
final class LogCards {

    private LogCards() {}

    static RequestLogPage of(Page page) {
        List<RequestLogEntry> entries =
                page.entries().stream().map(LogCards::card).toList();
        return new RequestLogPage(
                RequestLogPage.ObjectEnum.LIST,
                entries,
                entries.isEmpty() ? null : entries.getFirst().getId(),
                entries.isEmpty() ? null : entries.getLast().getId(),
                page.more());
    }

    private static RequestLogEntry card(RequestEntry entry) {
        RequestEntry.Decision decision = entry.decision();
        RequestEntry.Ending ending = entry.ending();
        return new RequestLogEntry(
                entry.id(),
                RequestLogEntry.ObjectEnum.PLUGSKY_REQUEST,
                entry.receivedAt().getEpochSecond(),
                keyId(entry.caller()),
                entry.caller().workspace(),
                entry.user(),
                decision.modelAsked(),
                ending.model(),
                RouteCard.strategy(decision.strategy()),
                decision.rule(),
                decision.difficulty(),
                ending.attempts(),
                (long) ending.usage().promptTokens(),
                (long) ending.usage().completionTokens(),
                RouteCard.number(ending.cost()),
                ending.duration().toMillis(),
                millis(ending.firstChunk()),
                Outcome.fromValue(ending.outcome().wire()));
    }

    /** On an open server nobody has a key. */
    private static @Nullable String keyId(Caller caller) {
        return caller.equals(Caller.open()) ? null : caller.keyId();
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }
}
