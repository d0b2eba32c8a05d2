package com.plugsky.config;

import org.springframework.boot.context.properties.bind.DefaultValue;

/** How the contract is read where it leaves a choice: {@code plugsky.contract}. */
public record ContractSettings(
        @Setting("What becomes of a top-level member that the contract does not name:"
                + " forward hands it on, reject answers 400 unknown_parameter.")
        @DefaultValue("forward")
        UnknownFields unknownFields) {

    /** What becomes of a top-level member that the contract does not name. */
    public enum UnknownFields {
        FORWARD,
        REJECT
    }
}
