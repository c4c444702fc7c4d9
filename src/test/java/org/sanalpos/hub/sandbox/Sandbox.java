package org.sanalpos.hub.sandbox;

import org.springframework.core.env.Environment;

/** The running sandbox, as tests take it in their constructors. */
public final class Sandbox {

    private final Environment environment;
    private final MutableClock clock;
    private final SandboxBanks banks;

    Sandbox(Environment environment, MutableClock clock, SandboxBanks banks) {
        this.environment = environment;
        this.clock = clock;
        this.banks = banks;
    }

    /** Returns the banks' clock; it is set back after every test. */
    public MutableClock clock() {
        return clock;
    }

    public SandboxBanks banks() {
        return banks;
    }

    public BankScreen screen(String bank) {
        return new BankScreen(port(), bank);
    }

    /** Returns a client of what lies below a path such as {@code qnb/Gateway}. */
    public BankClient client(String path) {
        return new BankClient("http://localhost:" + port() + "/sandbox/" + path);
    }

    private int port() {
        return environment.getRequiredProperty("local.server.port", Integer.class);
    }
}
