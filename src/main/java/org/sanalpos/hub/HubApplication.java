package org.sanalpos.hub;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the hub. */
@SpringBootApplication
public class HubApplication {
    public static void main(String[] args) {
        // H2 takes a data folder such as "data", and not only "./data", as below the working directory.
        System.setProperty("h2.implicitRelativePath", "true");
        SpringApplication.run(HubApplication.class, args);
    }
}
