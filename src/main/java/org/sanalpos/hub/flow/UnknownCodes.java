package org.sanalpos.hub.flow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.sanalpos.hub.mapping.BankMappings;
import org.sanalpos.hub.mapping.Reading;
import org.springframework.stereotype.Component;

/** Counts the codes of banks that no table knows, so that they can be added. */
@Component
class UnknownCodes {
    private final BankMappings mappings;
    private final MeterRegistry meters;

    UnknownCodes(BankMappings mappings, MeterRegistry meters) {
        this.mappings = mappings;
        this.meters = meters;
    }

    void count(String bank, Reading reading) {
        String code = reading.result().bankCode();
        if (code != null && !mappings.knows(bank, code)) {
            Counter.builder("sanalpos.bank.code.unknown")
                    .description("Answers with a code that the mappings do not know")
                    .tag("bank", bank)
                    .register(meters)
                    .increment();
        }
    }
}
