package org.sanalpos.hub.settings;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/** This process among those that share the database and the broker. */
@Component
public class HubNode {
    private final String id;

    public HubNode() {
        byte[] random = new byte[8];
        new SecureRandom().nextBytes(random);
        this.id = HexFormat.of().formatHex(random);
    }

    /** 16 hexadecimal digits, other ones after every start. */
    public String id() {
        return id;
    }
}
