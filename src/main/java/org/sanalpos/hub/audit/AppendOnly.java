package org.sanalpos.hub.audit;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;

/** What H2 calls before an entry of the audit would be changed or deleted: it refuses. PostgreSQL has a function that does. */
public class AppendOnly implements Trigger {

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
        throw new SQLException("entries of the audit are never changed or deleted");
    }
}
