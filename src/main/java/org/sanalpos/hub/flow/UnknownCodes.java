package org.sanalpos.hub.flow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.sanalpos.hub.mapping.Reading;
import org.springframework.stereotype.Component;

/** Counts the codes of banks that no table knows, so that they can be added. */
@Component
class UnknownCodes {
    private final MeterRegistry meters;

    UnknownCodes(MeterRegistry meters) {
        this.meters = meters;
    }

    void count(String bank, Reading reading) {
        if (!reading.codeListed()) {
            Counter.builder("sanalpos.bank.code.unknown")
                    .description("Answers with a code that the mappings do not know")
                    .tag("bank", bank)
                    .register(meters)
                    .increment();
        }
    }
}
