package org.sanalpos.hub.resolve;

import jakarta.annotation.PreDestroy;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.sanalpos.hub.settings.HubNode;
import org.sanalpos.hub.settings.HubSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which processes on the database live. Each gives a sign of life by the database's clock, so that theirs need not agree; whoever has not
 * seen the others for long enough itself takes none of them for dead.
 */
@Component("nodes")
public class Nodes {
    private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);
    private static final String ONE_PROCESS_ONLY = "jdbc:h2:";
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final HubNode node;
    private final Duration dead;
    private final Duration beat;
    private final boolean alone;
    private Long steadySince;
    private long lastBeat;

    Nodes(JdbcClient jdbc, HubNode node, HubSettings settings, @Value("${spring.datasource.url}") String database) {
        this.jdbc = jdbc;
        this.node = node;
        this.dead = Duration.ofSeconds(settings.recovery().deadSeconds());
        this.beat = Duration.ofMillis(settings.recovery().beatMs());
        this.alone = database.startsWith(ONE_PROCESS_ONLY);
    }

    /** Gives a sign of life. */
    public synchronized void beat() {
        int known = jdbc.sql("update node set seen_at = current_timestamp where id = ?")
                .param(node.id())
                .update();
        if (known == 0) {
            jdbc.sql("insert into node (id, seen_at) values (?, current_timestamp)")
                    .param(node.id())
                    .update();
            jdbc.sql("delete from node where seen_at < ?")
                    .param(Timestamp.from(now().minus(FORGOTTEN)))
                    .update();
        }
        long at = System.nanoTime();
        if (steadySince == null || at - lastBeat > beat.multipliedBy(3).toNanos()) {
            steadySince = at;
        }
        lastBeat = at;
    }

    /** Ids of the nodes that live, this one among them; empty as long as this one cannot judge. */
    public synchronized Set<String> living() {
        if (alone) {
            return Set.of(node.id());
        }
        long at = System.nanoTime();
        boolean steady = steadySince != null
                && at - steadySince >= dead.toNanos()
                && at - lastBeat <= beat.multipliedBy(3).toNanos();
        if (!steady) {
            return Set.of();
        }
        Set<String> living = new TreeSet<>(jdbc.sql("select id from node where seen_at >= ?")
                .param(Timestamp.from(now().minus(dead)))
                .query(String.class)
                .list());
        living.add(node.id());
        return living;
    }

    private Instant now() {
        return jdbc.sql("select current_timestamp")
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
    }

    /** Says good-bye; what it may have left open is taken up by the others at once. */
    @PreDestroy
    void leave() {
        try {
            jdbc.sql("delete from node where id = ?").param(node.id()).update();
        } catch (DataAccessException away) {
            LOG.debug("The database is away, so the others will find out by themselves", away);
        }
    }
}
