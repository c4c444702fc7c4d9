package org.sanalpos.hub.database;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * Lets whoever has read something that others commit wait until a hub that is killed would find it again. PostgreSQL shows nothing before; an
 * H2 database shows what is committed a moment before it is on the disk.
 */
@Component
public class Durability {
    private final DataSource database;

    public Durability(DataSource database) {
        this.database = database;
    }

    /**
     * Returns when all that was committed before the call is on the disk.
     *
     * @throws DataAccessResourceFailureException if it could not be written, or others write for longer than one may wait
     */
    public void await() {
        if (database instanceof OneWriterDatabase oneWriter) {
            try {
                oneWriter.settle();
            } catch (SQLException e) {
                throw new DataAccessResourceFailureException("What was read may not be on the disk", e);
            }
        }
    }
}
