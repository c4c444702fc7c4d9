package org.sanalpos.hub.intake.queue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.sanalpos.hub.security.Vault;
import org.springframework.stereotype.Component;

/** Encrypts the bodies of requests while they wait in the embedded broker, so that its files never hold a card number. */
@Component
public class Seal {
    private static final String PLACE = QueueNames.REQUESTS;

    private final Vault vault;

    public Seal(Vault vault) {
        this.vault = vault;
    }

    String seal(String text) {
        return vault.encrypt(text, PLACE);
    }

    byte[] seal(byte[] body) {
        return seal(Base64.getEncoder().encodeToString(body)).getBytes(StandardCharsets.US_ASCII);
    }

    /** @throws IllegalStateException if it is not what {@link #seal(String)} made */
    String open(String sealed) {
        return vault.decrypt(sealed, PLACE);
    }

    /** @throws IllegalStateException if it is not what {@link #seal(byte[])} made */
    byte[] open(byte[] sealed) {
        return Base64.getDecoder().decode(open(new String(sealed, StandardCharsets.US_ASCII)));
    }
}
