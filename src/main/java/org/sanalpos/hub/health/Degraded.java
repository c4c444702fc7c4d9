package org.sanalpos.hub.health;

import org.springframework.boot.health.contributor.Status;

/** The status of something that the hub goes on without. */
final class Degraded {
    static final Status STATUS = new Status("DEGRADED");

    private Degraded() {}
}
