package com.plugsky.chat.once;

import com.plugsky.engine.EngineFailure;
import com.plugsky.error.Refusal;

/** How an answer ended. */
sealed interface End {
    record Complete() implements End {}

    record Failed(EngineFailure failure) implements End {}

    record Refused(Refusal refusal) implements End {}

    record Lost() implements End {}
}
