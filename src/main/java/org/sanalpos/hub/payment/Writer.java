package org.sanalpos.hub.payment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.jdbc.core.StatementCreatorUtils;
import org.springframework.stereotype.Component;

/**
 * Makes changes of one transaction together. PostgreSQL gets them in one round trip: each on its own would cost more on the way than in the
 * database. The embedded database has no way to it, and parses such a parcel anew each time, so it gets them one by one.
 */
@Component
public class Writer {
    private static final String TOGETHER = "PostgreSQL";

    private final JdbcTemplate jdbc;

    public Writer(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void make(Write... writes) {
        make(Arrays.asList(writes));
    }

    /**
     * Makes changes in their order.
     *
     * @throws org.springframework.dao.DataAccessException if the database refuses one; the transaction is lost then
     * @throws IllegalStateException if one that is to change one row has changed another number
     */
    void make(List<Write> writes) {
        if (writes.isEmpty()) {
            return;
        }
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            if (connection.getMetaData().getDatabaseProductName().equals(TOGETHER)) {
                send(connection, writes);
            } else {
                for (Write write : writes) {
                    send(connection, List.of(write));
                }
            }
            return null;
        });
    }

    private static void send(Connection connection, List<Write> writes) throws SQLException {
        String sql = writes.stream().map(Write::sql).collect(Collectors.joining(";\n"));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int place = 1;
            for (Write write : writes) {
                for (Object value : write.params()) {
                    StatementCreatorUtils.setParameterValue(statement, place++, SqlTypeValue.TYPE_UNKNOWN, value);
                }
            }
            statement.execute();
            List<Integer> changed = new ArrayList<>();
            for (int i = 0; i < writes.size(); i++) {
                changed.add(statement.getUpdateCount());
                statement.getMoreResults();
            }
            check(writes, changed);
        }
    }

    private static void check(List<Write> writes, List<Integer> changed) {
        for (int i = 0; i < writes.size(); i++) {
            if (writes.get(i).alone() != null && changed.get(i) != 1) {
                throw new IllegalStateException(writes.get(i).alone());
            }
        }
    }
}
