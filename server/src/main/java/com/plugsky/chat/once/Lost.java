package com.plugsky.chat.once;

import com.plugsky.engine.EngineFailure;
import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;

/** The end of those who followed an answer that cannot be followed to its end. */
final class Lost {

    private Lost() {}

    static EngineFailure failure() {
        return new EngineFailure(
                EngineFailure.Kind.CAPACITY,
                ApiError.of(
                        ErrorCode.SERVER_IS_OVERLOADED,
                        "The first answer to this Idempotency-Key cannot be shared; ask again",
                        null));
    }
}
