package org.sanalpos.hub.sandbox.payflex;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sanalpos.hub.sandbox.SandboxBank;

/** The enrollments of all banks, and the request ids that were used, good or not. */
final class Enrollments {

    private final Set<String> usedIds = ConcurrentHashMap.newKeySet();
    private final Map<String, Enrollment> byRequestId = new ConcurrentHashMap<>();
    private final Map<String, Enrollment> byMd = new ConcurrentHashMap<>();

    /** Takes a request id; false if it was taken before. */
    boolean claim(SandboxBank bank, String requestId) {
        return usedIds.add(key(bank, requestId));
    }

    void keep(SandboxBank bank, Enrollment enrollment) {
        byRequestId.put(key(bank, enrollment.requestId()), enrollment);
        byMd.put(key(bank, enrollment.md()), enrollment);
    }

    Optional<Enrollment> find(SandboxBank bank, String requestId) {
        return Optional.ofNullable(byRequestId.get(key(bank, requestId)));
    }

    Optional<Enrollment> findByMd(SandboxBank bank, String md) {
        return Optional.ofNullable(byMd.get(key(bank, md)));
    }

    private static String key(SandboxBank bank, String id) {
        return bank.code() + "/" + id;
    }
}
