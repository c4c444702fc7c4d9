package org.sanalpos.hub.output;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.sanalpos.hub.mapping.Bank;
import org.sanalpos.hub.mapping.BankCatalogue;
import org.sanalpos.hub.payment.PaymentStatus;
import org.sanalpos.hub.problem.CutAnswerException;
import org.sanalpos.hub.problem.QueryFields;
import org.sanalpos.hub.security.Caller;
import org.sanalpos.hub.virtualpos.Companies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The ERP's list of collections: what really stands in its table, by pages or as a file. */
@RestController
@RequestMapping("/api/v1/collections")
class CollectionController {
    private static final int DEFAULT_SIZE = 20;
    private static final int MAX_SIZE = 200;
    private static final int MAX_PAGE = 100_000;
    private static final int PART = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(CollectionController.class);

    private final CollectionTable table;
    private final Companies companies;
    private final BankCatalogue banks;

    CollectionController(CollectionTable table, Companies companies, BankCatalogue banks) {
        this.table = table;
        this.companies = companies;
        this.banks = banks;
    }

    /**
     * @param total rows on all pages
     */
    record Page(List<Map<String, Object>> items, int page, int size, long total) {}

    @GetMapping
    Page page(@AuthenticationPrincipal Caller caller, @RequestParam Map<String, String> query) {
        QueryFields fields = new QueryFields(query::get);
        CollectionFilter filter = filter(caller, fields);
        int page = fields.number("page", 0, 0, MAX_PAGE);
        int size = fields.number("size", DEFAULT_SIZE, 1, MAX_SIZE);
        fields.check();
        long offset = (long) page * size;
        List<CollectionRow> rows = table.page(filter, offset, size);
        boolean last = rows.size() < size && (offset == 0 || !rows.isEmpty());
        long total = last ? offset + rows.size() : table.count(filter);
        return new Page(rows.stream().map(CollectionRow::fields).toList(), page, size, total);
    }

    /** All rows that the filters let through. Those that come to be meanwhile are not in it. */
    @GetMapping(produces = "text/csv")
    void file(
            @AuthenticationPrincipal Caller caller,
            @RequestParam Map<String, String> query,
            HttpServletResponse response) {
        QueryFields fields = new QueryFields(query::get);
        CollectionFilter filter = filter(caller, fields);
        fields.check();
        List<CollectionRow> rows = table.after(filter, null, PART);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"collections.csv\"");
        try {
            CollectionCsv csv = new CollectionCsv(response.getOutputStream());
            csv.write(rows);
            while (rows.size() == PART) {
                rows = table.after(filter, rows.get(PART - 1), PART);
                csv.write(rows);
            }
        } catch (IOException gone) {
            LOG.debug("The receiver of a list of collections went away", gone);
        } catch (RuntimeException failed) {
            throw new CutAnswerException("A list of collections broke off", failed);
        }
    }

    private CollectionFilter filter(Caller caller, QueryFields fields) {
        String named = fields.text("company");
        String company = caller.operator() && named == null ? null : companies.resolve(caller, named);
        String bank = fields.choice("bank", text -> banks.find(text).map(Bank::code), "a bank's code of /api/v1/banks");
        PaymentStatus status = fields.choice("status", PaymentStatus::find, "a payment state such as captured");
        Instant from = fields.time("from");
        Instant to = fields.time("to");
        if (from != null && to != null && to.isBefore(from)) {
            fields.wrong("to", "expected a time after from");
        }
        return new CollectionFilter(company, bank, status == null ? null : status.code(), from, to);
    }
}
