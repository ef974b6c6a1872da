# sitrep in a container. Why it is as it is, and what of it was tried how: docs/decisions/docker-image.md

FROM python:3.11-slim AS build

# Torch for the processor alone, for x86_64 and arm64. Empty, the index is whatever pip is set up with:
#   docker build --build-arg TORCH_INDEX= --build-arg TORCH=torch==2.13.0+cpu .
ARG TORCH_INDEX=https://download.pytorch.org/whl/cpu
ARG TORCH=torch==2.13.0

ENV PATH=/opt/sitrep/bin:$PATH PIP_DISABLE_PIP_VERSION_CHECK=1 ORT_DISABLE_TELEMETRY=1
WORKDIR /src
RUN python -m venv /opt/sitrep
RUN pip install --no-deps ${TORCH_INDEX:+--index-url "$TORCH_INDEX"} "$TORCH"

# Libraries before sitrep: with them in a layer of their own, a changed source is installed in seconds. What torch needs
# is among them; their hashes are compared.
COPY requirements.txt ./
RUN pip install --no-deps --require-hashes --requirement requirements.txt

# Nothing here uses CUDA, and it weighs gigabytes: what would bring it ends the build.
RUN pip list --format=freeze > installed.txt \
    && ! grep --ignore-case --extended-regexp '^(nvidia|cuda|triton)' installed.txt

COPY pyproject.toml README.md LICENSE NOTICE ./
COPY bot bot
COPY ingest ingest
RUN pip install --no-deps --no-build-isolation . && pip check

# The image answers its first question before it exists, on every architecture it is built for. That leaves the encoder
# for questions behind, which costs the first start half a minute otherwise.
RUN mkdir /data \
    && HOME=/data sitrep demo --data /tmp/demo \
    && ls /data/.cache/sitrep/encoders/*.onnx

# From here on everything runs on onnxruntime. What prepared the encoder is half of the image; it is needed again for
# another SITREP_MODEL and for CHECK_MODEL alone: docker build --build-arg KEEP_TORCH=1 .
ARG KEEP_TORCH=
RUN test -n "$KEEP_TORCH" || pip uninstall --yes torch sentence-transformers transformers \
    joblib mpmath narwhals networkx onnx ml_dtypes safetensors scikit-learn sympy threadpoolctl


FROM python:3.11-slim

# A name for the number, because libraries look up whose files they write.
RUN useradd --uid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin sitrep
COPY --from=build /opt/sitrep /opt/sitrep
COPY --from=build --chown=10001:10001 /data /data

ENV PATH=/opt/sitrep/bin:$PATH HOME=/data SITREP_DATA=/data PYTHONUNBUFFERED=1
# onnxruntime reports its use to its maker otherwise, under a name that it gives to the installation.
ENV ORT_DISABLE_TELEMETRY=1
WORKDIR /data
USER 10001:10001
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=2m --retries=3 CMD ["python", "-P", "-m", "bot.health"]
ENTRYPOINT ["sitrep"]
CMD ["run"]
