package org.sanalpos.hub;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the hub. */
@SpringBootApplication
public class HubApplication {
    public static void main(String[] args) {
        // From Java 25 on Netty frees only its own buffers unless told so, and the embedded broker could not read its
        // journal.
        if (System.getProperty("io.netty.noUnsafe") == null) {
            System.setProperty("io.netty.noUnsafe", "false");
        }
        SpringApplication.run(HubApplication.class, args);
    }
}
