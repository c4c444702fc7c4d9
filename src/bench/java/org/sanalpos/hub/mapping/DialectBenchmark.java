package org.sanalpos.hub.mapping;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.sanalpos.hub.payment.OperationType;

/** What a sale costs in the mapping engine, per dialect: to render and sign the message, and to read and normalise the answer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 5)
@Fork(1)
public class DialectBenchmark {
    @Param({"nestpay", "garanti", "posnet", "intervpos", "payfor", "payflex", "akbank"})
    public String dialect;

    private BankMappings mappings;
    private MessageContext sale;
    private MessageContext question;
    private BankReply.Answered approval;

    /** The dialect's golden sale and the golden approval of it. */
    @Setup
    public void load() {
        mappings = Mappings.packed();
        if (dialect.equals("nestpay")) {
            sale = Asked.of(OperationType.SALE).holder("ŞÜKRÜ ÇAĞLAYAN").context();
            question = sale;
            approval = new BankReply.Answered(200, "text/xml", Mappings.sample("approved.xml"));
            return;
        }
        Golden golden = Golden.all().get(dialect);
        sale = golden.context(golden.requests().stream()
                .filter(request -> request.operation().equals("sale"))
                .findFirst()
                .orElseThrow());
        Golden.Answer answer = golden.answers().stream()
                .filter(each -> each.operation().equals("sale")
                        && "approved".equals(each.expect().get("outcome")))
                .findFirst()
                .orElseThrow();
        question = golden.context(answer);
        approval = new BankReply.Answered(
                200,
                answer.contentType(),
                answer.headers() == null ? Map.of() : answer.headers(),
                Golden.sample(dialect, answer.sample()));
    }

    @Benchmark
    public BankRequest renderAndSign() {
        return mappings.request(sale, 0, "");
    }

    @Benchmark
    public Reading readAndNormalise() {
        return mappings.read(question, 0, approval);
    }
}
