package org.sanalpos.hub.intake.queue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.Principal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.NoCacheLoginException;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.sanalpos.hub.security.ApiKeys;
import org.sanalpos.hub.security.Caller;
import org.sanalpos.hub.security.Scope;

/**
 * Who may do what at the embedded broker. A user is a company's code with an API key of the company as password, or any name with an
 * operator's key; the key needs the scope {@code payments:write}.
 */
final class BrokerSecurity implements ActiveMQSecurityManager5 {
    /** A queue that lives as long as its client's connection has a random name that nobody guesses. */
    private static final Pattern TEMPORARY =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private static final Set<CheckType> OWN_QUEUE = EnumSet.of(
            CheckType.CONSUME,
            CheckType.BROWSE,
            CheckType.CREATE_ADDRESS,
            CheckType.CREATE_DURABLE_QUEUE,
            CheckType.CREATE_NON_DURABLE_QUEUE,
            CheckType.DELETE_NON_DURABLE_QUEUE);
    private static final Set<CheckType> READ = EnumSet.of(CheckType.CONSUME, CheckType.BROWSE);

    private final byte[] hubPassword;
    private final ApiKeys keys;

    BrokerSecurity(byte[] hubPassword, ApiKeys keys) {
        this.hubPassword = hubPassword.clone();
        this.keys = keys;
    }

    /** What the broker remembers of a connection whose key was right. */
    record KeyHolder(Caller caller) implements Principal {
        @Override
        public String getName() {
            return caller.getName();
        }
    }

    @Override
    public Subject authenticate(String user, String password, RemotingConnection connection, String securityDomain)
            throws NoCacheLoginException {
        if (user == null || password == null) {
            return null;
        }
        if (user.equals(QueueNames.HUB_USER)) {
            return MessageDigest.isEqual(hubPassword, bytes(password)) ? subject(QueueNames.HUB_USER, null) : null;
        }
        Optional<Caller> caller = keys.authenticate(password)
                .filter(key -> key.scopes().contains(Scope.PAYMENTS_WRITE))
                .filter(key -> key.operator() || user.equals(key.company()));
        return caller.map(key -> subject(key.operator() ? QueueNames.OPERATOR_USER : key.company(), key))
                .orElse(null);
    }

    @Override
    public boolean authorize(Subject subject, Set<Role> roles, CheckType check, String address) {
        if (subject == null) {
            return false;
        }
        return caller(subject).map(caller -> mayUse(caller, check, address)).orElseGet(() -> isHub(subject));
    }

    /** The owner of the key that a connection was opened with; empty for the hub's own. */
    static Optional<Caller> caller(RemotingConnection connection) {
        return caller(connection.getSubject());
    }

    private static Optional<Caller> caller(Subject subject) {
        return subject.getPrincipals(KeyHolder.class).stream()
                .map(KeyHolder::caller)
                .findFirst();
    }

    /** Whether it is the hub's own connection. */
    static boolean isHub(RemotingConnection connection) {
        return connection.getSubject() != null && isHub(connection.getSubject());
    }

    private static boolean isHub(Subject subject) {
        return subject.getPrincipals(UserPrincipal.class).contains(new UserPrincipal(QueueNames.HUB_USER));
    }

    private static boolean mayUse(Caller caller, CheckType check, String name) {
        // A queue may be named together with its address, which are the same for all queues here.
        String[] parts = name.split("::", -1);
        if (parts.length > 2 || parts.length == 2 && !parts[0].equals(parts[1])) {
            return false;
        }
        String address = parts[0];
        if (address.equals(QueueNames.REQUESTS)) {
            return check == CheckType.SEND;
        }
        if (TEMPORARY.matcher(address).matches()) {
            return OWN_QUEUE.contains(check);
        }
        if (caller.operator()) {
            return READ.contains(check)
                            && (address.equals(QueueNames.RESULTS)
                                    || address.equals(QueueNames.DEAD)
                                    || address.startsWith(QueueNames.RESULTS + "."))
                    || OWN_QUEUE.contains(check) && address.startsWith(QueueNames.REPLIES + ".");
        }
        return OWN_QUEUE.contains(check)
                && (address.equals(QueueNames.RESULTS + "." + caller.company())
                        || isReplyQueue(address, caller.company()));
    }

    /** Whether a lasting reply queue is the company's. */
    static boolean isReplyQueue(String queue, String company) {
        String own = QueueNames.REPLIES + "." + company;
        return queue.equals(own) || queue.startsWith(own + ".");
    }

    @Override
    public boolean validateUser(String user, String password) {
        return false;
    }

    @Override
    public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType check) {
        return false;
    }

    private static Subject subject(String user, Caller caller) {
        Subject subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal(user));
        if (caller != null) {
            subject.getPrincipals().add(new KeyHolder(caller));
        }
        subject.setReadOnly();
        return subject;
    }

    private static byte[] bytes(String password) {
        return password.getBytes(StandardCharsets.UTF_8);
    }
}
