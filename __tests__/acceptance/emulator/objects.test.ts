import { CreateBucketCommand, HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { nothing, onCloud } from "../../support/cloud";

onCloud("an object of a bucket without settings", nothing, (at) => {
  test("is encrypted with S3's own key", async () => {
    const { s3 } = at.cloud;
    const object = { Bucket: "bare", Key: "page" };
    await s3.send(new CreateBucketCommand({ Bucket: object.Bucket }));
    await s3.send(new PutObjectCommand({ ...object, Body: "text" }));
    const { ServerSideEncryption } = await s3.send(new HeadObjectCommand(object));
    expect(ServerSideEncryption).toBe("AES256");
  });
});
